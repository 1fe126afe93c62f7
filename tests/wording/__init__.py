"""Every word that a person reads: complete, in both languages, short, plain and safe."""
