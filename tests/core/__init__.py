"""The pure core: rules proved with plain values, no fakes needed."""
