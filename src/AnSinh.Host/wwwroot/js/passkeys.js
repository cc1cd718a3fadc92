// Passkeys: a form carries the question of the server and takes the answer of the browser, whose own dialog asks in between. What stands in
// an element with data-passkey is shown only where the browser can do this; what stands in data-no-passkey is shown only where it cannot.
"use strict";

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));

const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = keys => (keys || []).map(key => ({ ...key, id: bytes(key.id) }));

const shared = credential => ({
  id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: {},
});

const asks = {
  async create(options) {
    const credential = await navigator.credentials.create({
      publicKey: {
        ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
    });
    const { response } = credential;
    return {
      ...shared(credential),
      response: {
        attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON),
        transports: response.getTransports ? response.getTransports() : [],
      },
    };
  },
  async get(options) {
    const credential = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
    });
    const { response } = credential;
    return {
      ...shared(credential),
      response: {
        authenticatorData: text(response.authenticatorData), clientDataJSON: text(response.clientDataJSON),
        signature: text(response.signature), userHandle: response.userHandle ? text(response.userHandle) : null,
      },
    };
  },
};

for (const part of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) {
    continue;
  }

  part.hidden = false;
  for (const other of document.querySelectorAll("[data-no-passkey]")) {
    other.hidden = true;
  }

  const form = part.querySelector("form");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const trouble = part.querySelector("[data-passkey-trouble]");
    trouble.hidden = true;
    try {
      const answer = await asks[part.dataset.passkey](JSON.parse(part.dataset.options));
      form.elements.namedItem("dap").value = JSON.stringify(answer);
      form.submit();
    } catch {
      // Called off, timed out, or a name of the server that is a number: nothing was sent.
      trouble.hidden = false;
    }
  });
}
