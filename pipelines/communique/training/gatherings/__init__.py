"""Trains the reader of gatherings from labelled articles and writes the weights that ship."""
