// Passkeys: asks the browser for one and sends its answer with the form that the button is in.
"use strict";

const toBytes = (text) => Uint8Array.from(
  atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const described = (list) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

const ask = {
  create: (options) => navigator.credentials.create({ publicKey: {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: described(options.excludeCredentials),
  } }),
  get: (options) => navigator.credentials.get({ publicKey: {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: described(options.allowCredentials),
  } }),
};

const written = ({ id, rawId, type, response }) => {
  const answer = { clientDataJSON: toText(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = toText(response.attestationObject);
    answer.transports = response.getTransports ? response.getTransports() : [];
  } else {
    answer.authenticatorData = toText(response.authenticatorData);
    answer.signature = toText(response.signature);
    if (response.userHandle) answer.userHandle = toText(response.userHandle);
  }
  return JSON.stringify({ id, rawId: toText(rawId), type, response: answer });
};

const words = {
  InvalidStateError: "This device or key has a passkey for this account already.",
  NotAllowedError: "The browser let go of it: it was cancelled, took too long, or there is no passkey for this address.",
  SecurityError: "The browser allows no passkeys at this address.",
};

for (const button of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential || !navigator.credentials) continue;
  const form = button.form;
  button.closest("[data-passkey-part]").hidden = false;
  button.addEventListener("click", async () => {
    const problem = form.querySelector("[data-passkey-problem]");
    const name = form.elements.namedItem("name");
    if (name && !name.reportValidity()) return;
    problem.hidden = true;
    button.disabled = true;
    try {
      const found = await ask[button.dataset.passkey](JSON.parse(button.dataset.options));
      form.elements.namedItem("credential").value = written(found);
      const password = form.elements.namedItem("password");
      if (password) password.disabled = true;
      if (button.dataset.action) form.action = button.dataset.action;
      form.submit();
    } catch (error) {
      problem.textContent = words[error.name] || "The passkey could not be used.";
      problem.hidden = false;
      button.disabled = false;
    }
  });
}
