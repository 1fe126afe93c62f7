"""The way in: hello, the lines, the phone route, who may ask; and what may be tapped without a name."""
