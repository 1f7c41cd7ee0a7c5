import ts from 'typescript';

const CONTRACTS = '@minisuite/contracts';
/** Definitions are called so, and nothing else that can be imported as a value. */
const DEFINITION = /^[A-Z][a-z]/;

/** Which events a source file records, and which it is interested in, by the names of their definitions. */
export interface UsesInFile {
  readonly records: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
}

/** Finds the definitions in a text: what a file that calls `recordEvent` names is recorded; what stands in `OnEvent` or elsewhere is read. */
export function usesIn(text: string): UsesInFile {
  const source = parse(text);
  const imported = importsOf(source);
  const uses = { records: new Set<string>(), reads: new Set<string>() };
  if (imported.size === 0) return uses;
  const named = [...imported.values()].includes('recordEvent') ? uses.records : uses.reads;
  const visit = (node: ts.Node, into: Set<string>): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) {
      const name = imported.get(node.text);
      if (name !== undefined && DEFINITION.test(name)) into.add(name);
    }
    const handled = ts.isCallExpression(node) && node.expression.getText(source) === 'OnEvent';
    ts.forEachChild(node, (child) => visit(child, handled ? uses.reads : into));
  };
  visit(source, named);
  return uses;
}

/** The first paragraph of the TSDoc of each exported constant, by its name. */
export function docsIn(text: string): Map<string, string> {
  const constants = parse(text).statements.filter((statement) => ts.isVariableStatement(statement));
  return new Map(
    constants.flatMap((statement) => {
      const doc = ts.getJSDocCommentsAndTags(statement).find((each) => ts.isJSDoc(each));
      const comment = (ts.getTextOfJSDocComment(doc?.comment) ?? '').split('\n\n')[0]?.replaceAll(/\s+/g, ' ') ?? '';
      return statement.declarationList.declarations.map(({ name }) => [name.getText(), comment] as const);
    }),
  );
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
}

/** What is imported from the contracts, by its local name. */
function importsOf(source: ts.SourceFile): Map<string, string> {
  return new Map(
    source.statements
      .filter((statement) => ts.isImportDeclaration(statement))
      .filter(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === CONTRACTS)
      .flatMap(({ importClause }) => {
        const bindings = importClause?.namedBindings;
        return bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
      })
      .map(({ name, propertyName }) => [name.text, propertyName?.text ?? name.text]),
  );
}
