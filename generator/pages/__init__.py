"""Facts become what the site shows: which pages there are, and what each template may see."""
