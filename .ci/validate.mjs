// Tells what the Open XML SDK finds wrong with Word files; ends with 1 if it finds anything. One start serves all of them.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import validate from '@ooxml-tools/validate'

let faulty = 0
for (const path of process.argv.slice(2)) {
  const found = await validate(await readFile(path), 'docx')
  if (found.length) console.log(`${basename(path)}: ${JSON.stringify(found)}`)
  faulty += found.length
}
process.exit(faulty ? 1 : 0)
