/** Passkeys: the browser asks the device, the answer travels in a hidden field of a plain form. */
import { csrf, one, text } from "./dom";
import { toast } from "./toast";

let waiting: AbortController | undefined;

async function ask(form: HTMLFormElement, mediation?: CredentialMediationRequirement): Promise<void> {
  // A browser answers one question at a time: the silent offer ends when the button asks.
  waiting?.abort();
  const { signal } = (waiting = new AbortController());
  const answer = await fetch(form.dataset.options!, { method: "POST", headers: { "X-CSRF": csrf() }, signal });
  if (!answer.ok) throw new Error(answer.statusText);
  const json = await answer.json();
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json), signal })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json), signal, mediation });
  if (!credential) return;
  one<HTMLInputElement>("[data-credential]", form)!.value = JSON.stringify(credential);
  form.submit();
}

// Before forms.ts, which takes a submit for a leave of the page.
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.dataset.passkey) return;
    event.preventDefault();
    try {
      await ask(form);
    } catch (error) {
      // The device has one for this account: another try would end the same.
      toast(text((error as Error).name === "InvalidStateError" ? "known" : "passkey"));
    }
  },
  true,
);

// Where the browser can, it offers passkeys in the field of the address. Silent, so that nothing is said when it ends.
const quiet = one<HTMLFormElement>("[data-conditional]");
if (quiet)
  globalThis.PublicKeyCredential?.isConditionalMediationAvailable?.()
    .then((offered) => (offered ? ask(quiet, "conditional") : undefined))
    .catch(() => {});
