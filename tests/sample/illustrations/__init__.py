"""Sample pictures: flat illustrations of volunteer service, composed as SVG."""
