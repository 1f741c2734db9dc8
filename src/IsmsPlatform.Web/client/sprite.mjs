// One SVG with the icons that views and C# mention. An unknown name fails the build.
import fs from "node:fs";
import path from "node:path";

const mentioned = {
  ".cshtml": /\bIcon\("([a-z0-9-]+)"/g,
  ".cs": /const string \w+ = "([a-z0-9-]+)"; \/\/ icon/g,
};

function* walk(directory) {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else yield file;
  }
}

export function cutSprite(directories) {
  const names = new Set();
  for (const directory of directories)
    for (const file of walk(directory))
      for (const match of fs.readFileSync(file, "utf8").matchAll(mentioned[path.extname(file)] ?? /$^/g)) names.add(match[1]);

  const icons = [...names].sort();
  const unknown = icons.filter((name) => !fs.existsSync(source(name)));
  if (unknown.length) throw new Error(`No such icon in @tabler/icons: ${unknown.join(", ")}`);
  return { icons, svg: `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbol).join("")}</svg>` };
}

const source = (name) => `node_modules/@tabler/icons/icons/outline/${name}.svg`;

function symbol(name) {
  const shapes = fs
    .readFileSync(source(name), "utf8")
    .replace(/<!--[\s\S]*?-->/, "")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace("</svg>", "")
    .replace(/<path stroke="none"[^>]*>/, "")
    .replace(/\s+/g, " ");
  const pen = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${pen}>${shapes}</symbol>`;
}
