/** Everything here makes quicker what also works without it: links and forms are real (ux.md, sections 3 and 6). */
import "./htmx";
import "./theme";
import "./toast";
import "./palette";
import "./shortcuts";
import "./lists";
import "./passkeys";
import "./forms";
import "./files";
import "./tips";
import "./popover";
import { onAct } from "./dom";

onAct("print", () => window.print());

// The picture of a change between two pages may be skipped by the browser; nobody waits for it.
for (const type of ["pageswap", "pagereveal"])
  addEventListener(type, (event) => {
    const { viewTransition } = event as Event & { viewTransition?: ViewTransition | null };
    for (const end of [viewTransition?.ready, viewTransition?.finished]) end?.catch(() => {});
  });
