"""Local stand-ins for the platforms: they speak the real protocols, on 127.0.0.1."""
