"""The frame of every page: navigation, language, error pages."""
