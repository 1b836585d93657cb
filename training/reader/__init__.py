"""Trains the reader: one encoder with many heads, from corpora to a model file.

`python -m reader --data DIR --out DIR` does everything; see README.md beside this package.
"""
