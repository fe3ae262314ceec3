"""The tests of Parindex; the folders mirror src."""
