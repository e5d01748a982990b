{{ judged_pairs('same_event') }}
