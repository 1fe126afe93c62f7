"""Served houses that are killed while people press: nothing is lost, nothing acts twice, nothing is shown twice."""
