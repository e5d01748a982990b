"""Makes the weights that reading uses; never imported when a page is read."""
