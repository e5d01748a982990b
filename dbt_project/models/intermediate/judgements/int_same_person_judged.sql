{{ judged_pairs('same_person') }}
