"""Flask and WTForms: the journey, the ticket page, the search API."""
