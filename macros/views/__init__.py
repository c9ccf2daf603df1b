"""Views: what a page shows. A template asks the catalogue; a page remembers what it asked, cited and explained."""
