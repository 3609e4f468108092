/**
 * The shapes of a story's files for people: as JSON schemas, by which an editor completes and checks them, and as
 * tables of their fields. Both are made from the schemas that the build checks the files against.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { cuesSchema } from './cues-schema.ts';
import { formsSchema } from './forms-schema.ts';
import { storySchema } from './story-schema.ts';
import { topicsSchema } from './topics-schema.ts';

/** Each data file of a story folder with what it has to be like. */
const SCHEMAS: Readonly<Record<string, v.GenericSchema>> = {
  'story.json': storySchema,
  'forms.json': formsSchema,
  'cues.json': cuesSchema,
  'topics.json': topicsSchema,
};

/** What we read of a JSON schema. */
type JsonSchema = ReturnType<typeof toJsonSchema>;

/** What JSON schema cannot say (a check, a transformation) is left to the build, which refuses it. */
const shapeOf = (schema: v.GenericSchema): JsonSchema =>
  toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });

/** The JSON schemas by file name (`forms.schema.json`), as text. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([file, schema]) => [
      file.replace('.json', '.schema.json'),
      `${JSON.stringify(shapeOf(schema), null, 2)}\n`,
    ]),
  );
}

/** A table of all fields of each data file, in Markdown, by the file's name. */
export function fieldTables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([file, schema]) => [file, tableOf(shapeOf(schema))]),
  );
}

function tableOf(shape: JsonSchema): string {
  const rows = fieldsOf(shape, '').map(
    ({ path, kind, description }) => `| \`${path}\` | ${kind} | ${description} |`,
  );
  return ['| field | | what it says |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A field, and in which files it may be left out. */
interface Field {
  readonly path: string;
  readonly kind: string;
  readonly description: string;
}

/** The fields of an object and of what stands in it, each before its own. */
function fieldsOf({ properties = {}, required = [] }: JsonSchema, above: string): Field[] {
  return Object.entries(properties).flatMap(([key, shape]) => {
    if (typeof shape === 'boolean') return [];
    const path = above + key;
    if (!shape.description) throw new Error(`${path} has no description`);
    const items = typeof shape.items === 'object' && !Array.isArray(shape.items) && shape.items;
    const kind = kindOf(shape) + (required.includes(key) ? '' : ', optional');
    return [
      { path, kind, description: shape.description.replaceAll('|', '\\|') },
      ...fieldsOf(items || shape, `${path}${items ? '[]' : ''}.`),
    ];
  });
}

function kindOf({ type, enum: choices, items, additionalProperties: values }: JsonSchema): string {
  if (choices) return choices.map((choice) => `\`${choice}\``).join(' or ');
  if (type === 'boolean') return 'true or false';
  if (type === 'string') return 'text';
  if (type === 'array' && typeof items === 'object' && !Array.isArray(items)) {
    return items.type === 'string' ? 'list of texts' : 'list';
  }
  if (type === 'object' && typeof values === 'object') return `${kindOf(values)} by key`;
  return String(type);
}
