// Holds documents against what their vendors publish: node validate.js PACKAGES KIND < DOCUMENT
// KIND: cloudformation, azure or kubernetes. Prints a line for each fault; an unknown property is one.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

const [packages, kind] = process.argv.slice(2);
const load = createRequire(path.join(packages, 'node_modules', 'x.js'));
const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

function named(where, value, properties, required, check) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fault(where, 'should be an object');
    return;
  }
  for (const [name, element] of Object.entries(value)) {
    if (properties[name]) check(`${where}.${name}`, element, properties[name]);
    else fault(`${where}.${name}`, 'is no property');
  }
  required.filter(name => !(name in value)).forEach(name => fault(where, `has no ${name}`));
}

function each(where, value, check) {
  if (!Array.isArray(value)) fault(where, 'should be a list');
  else value.forEach((element, i) => check(`${where}[${i}]`, element));
}

function oneOf(where, value, allowed) {
  if (allowed && !allowed.includes(value)) fault(where, `"${value}" is none of ${allowed.join(', ')}`);
}

function cloudFormation(template) {
  const database = load('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync();
  const properties = (where, value, entity) => named(where, value, entity.properties,
    Object.keys(entity.properties).filter(name => entity.properties[name].required),
    (at, element, property) => type(at, element, property.type));
  const type = (where, value, wanted) => {
    // a reference to a parameter or to another resource: what it stands for is known when the stack is made
    if (value && value.reference) return;
    switch (wanted.type) {
      case 'string':
        if (typeof value !== 'string') fault(where, 'should be a text');
        else {
          oneOf(where, value, wanted.allowedValues);
          if (wanted.pattern && !new RegExp(wanted.pattern).test(value)) fault(where, `does not match ${wanted.pattern}`);
          if (wanted.maxLength && value.length > wanted.maxLength) fault(where, `is longer than ${wanted.maxLength}`);
        }
        break;
      case 'integer':
      case 'number':
        if (typeof value !== 'number') fault(where, 'should be a number');
        break;
      case 'boolean':
        if (typeof value !== 'boolean') fault(where, 'should be true or false');
        break;
      case 'array':
        each(where, value, (at, element) => type(at, element, wanted.element));
        break;
      case 'map':
        Object.entries(value).forEach(([name, element]) => type(`${where}.${name}`, element, wanted.element));
        break;
      case 'ref':
        properties(where, value, database.get('typeDefinition', wanted.reference.$ref));
        break;
      case 'union': {
        const before = faults.length;
        const fits = wanted.types.some(one => {
          type(where, value, one);
          const sound = faults.length === before;
          faults.length = before;
          return sound;
        });
        if (!fits) fault(where, 'is of none of its types');
        break;
      }
      default:
        fault(where, `is of the type ${wanted.type}, which this script does not know`);
    }
  };
  if (Object.keys(template.Resources || {}).length === 0) fault('Resources', 'are missing');
  for (const [name, resource] of Object.entries(template.Resources || {})) {
    const known = database.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
    if (known.length === 1) properties(name, resource.Properties, known[0]);
    else fault(name, `${resource.Type} is no type of resource`);
  }
}

async function azure(template) {
  // the package keeps its models in modules without saying so in its description
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'azure-'));
  const copy = path.join(folder, 'mappers.mjs');
  fs.copyFileSync(path.join(packages, 'node_modules/@azure/arm-network/dist-esm/src/models/mappers.js'), copy);
  const models = await import(pathToFileURL(copy));
  fs.rmSync(folder, { recursive: true });
  const flat = model => {
    const byPath = {};
    for (let at = model; at; at = models[at.type.uberParent] !== at ? models[at.type.uberParent] : null) {
      Object.values(at.type.modelProperties || {}).forEach(property => {
        const parts = property.serializedName.split('.');
        parts.slice(0, -1).forEach((_, i) => { byPath[parts.slice(0, i + 1).join('.')] ||= { group: true }; });
        byPath[property.serializedName] = property;
      });
      if (!at.type.uberParent) break;
    }
    return byPath;
  };
  const object = (where, value, properties, prefix) => {
    const here = {};
    Object.entries(properties)
      .filter(([name]) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'))
      .forEach(([name, property]) => { here[name.slice(prefix.length)] = property; });
    named(where, value, here, Object.keys(here).filter(name => here[name].required), (at, element, property) =>
      property.group ? object(at, element, properties, `${prefix}${at.slice(at.lastIndexOf('.') + 1)}.`)
        : type(at, element, property.type, property.readOnly));
  };
  const type = (where, value, wanted, readOnly) => {
    if (readOnly) fault(where, 'cannot be written');
    switch (wanted.name) {
      case 'String':
        if (typeof value !== 'string') fault(where, 'should be a text');
        break;
      case 'Number':
        if (typeof value !== 'number') fault(where, 'should be a number');
        break;
      case 'Boolean':
        if (typeof value !== 'boolean') fault(where, 'should be true or false');
        break;
      case 'Enum':
        oneOf(where, value, wanted.allowedValues);
        break;
      case 'Sequence':
        each(where, value, (at, element) => type(at, element, wanted.element.type));
        break;
      case 'Composite': {
        let model = models[wanted.className];
        const told = model.type.polymorphicDiscriminator;
        if (told) {
          model = Object.values(models).find(candidate => candidate.type?.uberParent === wanted.className
            && candidate.serializedName === value[told.serializedName]);
          if (!model) {
            fault(where, `${value[told.serializedName]} is no ${wanted.className}`);
            return;
          }
        }
        object(where, value, flat(model), '');
        break;
      }
      default:
        fault(where, `is of the type ${wanted.name}, which this script does not know`);
    }
  };
  if (!(template.resources || []).length) fault('resources', 'are missing');
  for (const resource of template.resources || []) {
    if (resource.type !== 'Microsoft.Network/firewallPolicies/ruleCollectionGroups') fault(resource.type, 'is not known');
    object('resource', { properties: resource.properties }, flat(models.FirewallPolicyRuleCollectionGroup), '');
  }
}

async function kubernetes(object) {
  const [group, version] = object.apiVersion.split('/');
  const [owner] = group.split('.');
  const folder = path.join(packages, 'node_modules/@kubernetes-models', owner);
  const classes = await import(pathToFileURL(path.join(folder, group, version, `${object.kind}.js`)));
  try {
    new classes[object.kind](object).validate();
  } catch (e) {
    fault(object.kind, e.message);
  }
  // a cluster drops fields that it does not know, and the schema lets them by: hold them against the types
  const types = fs.readdirSync(folder, { recursive: true })
    .filter(file => file.endsWith('.d.ts'))
    .map(file => fs.readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
  const fields = new Set([...types.matchAll(/^\s*"?(\w+)"?\??:/gm)].map(match => match[1]));
  const walk = (where, value) => {
    if (Array.isArray(value)) value.forEach(element => walk(where, element));
    else if (value && typeof value === 'object') {
      for (const [name, element] of Object.entries(value)) {
        if (!fields.has(name)) fault(`${where}.${name}`, 'is no field of any type');
        if (!['matchLabels', 'labels', 'annotations'].includes(name)) walk(`${where}.${name}`, element);
      }
    }
  };
  walk('spec', object.spec);
}

async function main() {
  const yaml = load('yaml');
  const reference = tag => ({ tag, resolve: text => ({ reference: String(text) }) });
  const documents = yaml.parseAllDocuments(fs.readFileSync(0, 'utf8'), {
    customTags: ['!Ref', '!GetAtt', '!Sub'].map(reference),
  });
  if (!documents.length) fault('the text', 'has no document');
  for (const document of documents) {
    document.errors.concat(document.warnings).forEach(error => fault('the text', error.message));
    const value = document.toJS();
    if (kind === 'cloudformation') cloudFormation(value);
    else if (kind === 'azure') await azure(value);
    else if (kind === 'kubernetes') await kubernetes(value);
    else throw new Error(`there is no kind ${kind}`);
  }
  faults.forEach(line => console.log(line.replace(/\s+/g, ' ')));
}

main().catch(error => { console.error(error); process.exitCode = 1; });
