"""Evidence on screens: the panel beside a leaf, the library of a unit, previews and originals."""
