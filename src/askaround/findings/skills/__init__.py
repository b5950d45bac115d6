"""Finding skills, tools and certificates in what people said, in plain values. No Django."""
