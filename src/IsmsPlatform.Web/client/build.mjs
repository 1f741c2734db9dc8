// Bundles TypeScript and CSS, cuts the icon sprite from what the views mention, and keeps the budgets (ux.md, section 8).
import { build } from "esbuild";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { cutSprite } from "./sprite.mjs";

const out = "../wwwroot/dist";
const budgets = { ".js": 25_000, ".css": 20_000 };

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });

const result = await build({
  entryPoints: { app: "src/app.ts", style: "src/css/style.css" },
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome125", "firefox128", "safari17.4"],
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  metafile: true,
  legalComments: "none",
  publicPath: "/dist",
  charset: "utf8",
});

const files = {};
for (const [file, output] of Object.entries(result.metafile.outputs)) {
  const name = path.basename(file);
  if (output.entryPoint) files[path.basename(output.entryPoint)] = name;
  else if (/inter-latin-wght/.test(name)) files["inter.woff2"] = name;
}

const { icons, svg } = cutSprite(["../Features", "../Ui"]);
write("icons.svg", svg);
write("mark.svg", fs.readFileSync("src/mark.svg", "utf8"));

function write(name, content) {
  const hash = crypto.createHash("sha256").update(content).digest("hex").slice(0, 8);
  files[name] = name.replace(".", `-${hash}.`);
  fs.writeFileSync(path.join(out, files[name]), content);
}

for (const [extension, budget] of Object.entries(budgets)) {
  const size = fs
    .readdirSync(out)
    .filter((f) => f.endsWith(extension))
    .reduce((sum, f) => sum + zlib.gzipSync(fs.readFileSync(path.join(out, f)), { level: 9 }).length, 0);
  console.log(`${extension} ${size} bytes gzipped of ${budget}`);
  if (size > budget) throw new Error(`The budget for ${extension} is ${budget} bytes gzipped; this build has ${size}.`);
}

fs.writeFileSync(path.join(out, "manifest.json"), JSON.stringify({ files, icons }, null, 1));
