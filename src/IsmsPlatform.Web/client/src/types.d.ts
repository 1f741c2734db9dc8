declare module "htmx.org/dist/htmx.esm.js" {
  const htmx: { process(element: Element): void; trigger(element: Element, event: string): void };
  export default htmx;
}
