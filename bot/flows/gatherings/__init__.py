"""Groups, debriefs, training and community meetings: a notice board, and seats."""
