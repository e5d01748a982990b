"""Questions to the published file, read only; how answers are printed is decided elsewhere."""
