// Sends the one form of a page that leads on; without scripts its button does.
document.forms[0].submit();
