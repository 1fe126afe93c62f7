"""The playground: the same bot in a local web page. An adapter like the others; the page is its platform."""
