// Decap must wait for our widgets.
window.CMS_MANUAL_INIT = true;
