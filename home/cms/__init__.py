"""What the site adds to the CMS beside its pages."""
