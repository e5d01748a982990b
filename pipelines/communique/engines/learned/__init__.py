"""The reader that learnt from labelled articles: its words, windows, network and assembly."""
