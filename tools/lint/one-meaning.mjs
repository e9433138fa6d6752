// A rule of the linter: a word of the glossary (CONTRIBUTING.md) names one thing, and one file declares it. Whoever needs another thing
// gives it another name; nobody imports or exports something else under such a name.

/** Name → the file that declares it. */
const HOMES = {
  Certificate: 'apps/certificates/src/certificates/certificate.ts',
  Flow: 'libs/bus/src/bus.ts',
  KafkaOptions: 'libs/bus/src/kafka/client.ts',
  Lane: 'apps/dispatch/src/lanes/lane.worker.ts',
  Log: 'libs/bus/src/log.ts',
  Queryable: 'libs/service-kit/src/database/sql.ts',
  Standing: 'apps/device-bindings/src/standing/standing.ts',
  Target: 'apps/dispatch/src/ledger/target.ts',
  Verdict: 'libs/vendors/src/vendor.ts',
};

function create(context) {
  const isHome = (name) => context.filename.endsWith(`/${HOMES[name]}`);
  const look = (id, isOther = true) => {
    if (id?.type !== 'Identifier' || !Object.hasOwn(HOMES, id.name) || !isOther || isHome(id.name)) return;
    context.report({ node: id, messageId: 'taken', data: { name: id.name, home: HOMES[id.name] } });
  };
  const declared = ({ id }) => look(id);
  return {
    ClassDeclaration: declared,
    FunctionDeclaration: declared,
    TSEnumDeclaration: declared,
    TSInterfaceDeclaration: declared,
    TSTypeAliasDeclaration: declared,
    VariableDeclarator: declared,
    ImportSpecifier: ({ imported, local }) => look(local, imported.name !== local.name),
    ExportSpecifier: ({ exported, local }) => look(exported, exported.name !== local.name),
  };
}

const meta = {
  type: 'problem',
  schema: [],
  messages: { taken: '{{name}} is what {{home}} says it is: give this another name.' },
};

export default { rules: { 'one-meaning': { meta, create } } };
