package dev.commonjs.syntax;

import dev.commonjs.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The abstract syntax of one file, with ECMA-262's names where they are short enough. Every node
 * carries half-open UTF-16 offsets. Parentheses leave no node; a comma expression is a {@link
 * Sequence}. Nodes are immutable. Never hash or compare them by value (trees are deep): a key per
 * occurrence is an identity map.
 */
public sealed interface Node {
  /** Offset of the first character. */
  int start();

  /** Offset just behind the last character. */
  int end();

  default Span span() {
    return new Span(start(), end());
  }

  // ---------------------------------------------------------------- program

  /**
   * The whole file. {@code esmSyntax}: it has what only a module may have, static {@code
   * import}/{@code export}, {@code import.meta} or an {@code await} outside of functions.
   */
  record Program(int start, int end, List<Stmt> body, boolean strict, boolean esmSyntax)
      implements Node {}

  // ---------------------------------------------------------------- expressions

  sealed interface Expr extends Node {}

  /**
   * What stands on the left of an assignment, in a declarator, a parameter list or a catch clause.
   */
  sealed interface Target extends Node {}

  record Ident(int start, int end, String name) implements Expr, Target {}

  record Str(int start, int end, String value) implements Expr {}

  record Num(int start, int end, double value) implements Expr {}

  /** {@code text} is the literal without the final {@code n}. */
  record BigInt(int start, int end, String text) implements Expr {}

  record Bool(int start, int end, boolean value) implements Expr {}

  record Null(int start, int end) implements Expr {}

  record Regex(int start, int end, String text) implements Expr {}

  /**
   * {@code quasis.size() == exprs.size() + 1}. A cooked string is null where the escape is invalid
   * (allowed in tagged templates only).
   */
  record Template(int start, int end, List<@Nullable String> quasis, List<Expr> exprs)
      implements Expr {}

  record TaggedTemplate(int start, int end, Expr tag, Template template) implements Expr {}

  /** A null element is a hole; {@link Spread} may stand among the elements. */
  record ArrayLit(int start, int end, List<@Nullable Expr> elements) implements Expr {}

  record ObjectLit(int start, int end, List<Property> properties) implements Expr {}

  record FunctionExpr(int start, int end, Func func) implements Expr {}

  record ClassExpr(int start, int end, ClassNode node) implements Expr {}

  /** {@code op} as written: {@code - + ! ~ typeof void delete}. */
  record Unary(int start, int end, String op, Expr operand) implements Expr {}

  /** {@code ++} or {@code --}. */
  record Update(int start, int end, String op, boolean prefix, Expr operand) implements Expr {}

  /** All binary operators but the logical ones; {@code in} and {@code instanceof} included. */
  record Binary(int start, int end, String op, Expr left, Expr right) implements Expr {}

  /** {@code && || ??}. */
  record Logical(int start, int end, String op, Expr left, Expr right) implements Expr {}

  /** {@code op} as written: {@code = += … &&= ||= ??=}. */
  record Assign(int start, int end, String op, Target target, Expr value) implements Expr {}

  record Conditional(int start, int end, Expr test, Expr then, Expr otherwise) implements Expr {}

  /** {@code optional}: {@code f?.()}. Arguments may be {@link Spread}. */
  record Call(int start, int end, Expr callee, List<Expr> args, boolean optional) implements Expr {}

  record New(int start, int end, Expr callee, List<Expr> args) implements Expr {}

  /**
   * {@code object.name}; a private name keeps its {@code #}. {@code nameStart}: offset of the name.
   */
  record Member(int start, int end, Expr object, String name, int nameStart, boolean optional)
      implements Expr, Target {
    public Span nameSpan() {
      return new Span(nameStart, end);
    }
  }

  /** {@code object[key]}. */
  record Index(int start, int end, Expr object, Expr key, boolean optional)
      implements Expr, Target {}

  /**
   * Where an optional chain ends: a short circuit inside {@code chain} makes the whole of it
   * undefined.
   */
  record OptionalChain(int start, int end, Expr chain) implements Expr {}

  /** {@code ...value} in an argument list or an array literal. */
  record Spread(int start, int end, Expr value) implements Expr {}

  record Yield(int start, int end, @Nullable Expr value) implements Expr {}

  record Await(int start, int end, Expr value) implements Expr {}

  record Sequence(int start, int end, List<Expr> exprs) implements Expr {}

  record This(int start, int end) implements Expr {}

  record Super(int start, int end) implements Expr {}

  record NewTarget(int start, int end) implements Expr {}

  record ImportMeta(int start, int end) implements Expr {}

  /** {@code import(specifier)}. */
  record ImportCall(int start, int end, Expr specifier) implements Expr {}

  /** An expression that the parser could not read; its value is unknown. */
  record Bad(int start, int end) implements Expr, Target, Stmt {}

  // ---------------------------------------------------------------- patterns

  /** {@code target = value} inside a pattern or a parameter list. */
  record Default(int start, int end, Target target, Expr value) implements Target {}

  /** {@code ...target} inside a pattern or a parameter list. */
  record Rest(int start, int end, Target target) implements Target {}

  /** A null element is a hole. */
  record ArrayPattern(int start, int end, List<@Nullable Target> elements) implements Target {}

  record ObjectPattern(int start, int end, List<PatternProperty> properties, @Nullable Rest rest)
      implements Target {}

  /** {@code key: value}; in the shorthand {@code { a }} key and value have the same span. */
  record PatternProperty(int start, int end, Key key, Target value, boolean shorthand)
      implements Node {}

  // ---------------------------------------------------------------- properties, functions, classes

  /**
   * A property key: a constant name (identifier, string or number literal, in its string form) or
   * computed.
   */
  sealed interface Key extends Node {}

  record NameKey(int start, int end, String name, boolean isPrivate) implements Key {
    public NameKey(int start, int end, String name) {
      this(start, end, name, false);
    }
  }

  record ComputedKey(int start, int end, Expr expr) implements Key {}

  /** What stands in an object literal. */
  sealed interface Property extends Node {}

  /** {@code key: value} or the shorthand {@code key}. */
  record ValueProperty(int start, int end, Key key, Expr value, boolean shorthand)
      implements Property {}

  /** {@code key() {…}}. */
  record MethodProperty(int start, int end, Key key, Func func) implements Property {}

  /** {@code get key() {…}} or {@code set key(v) {…}}. */
  record AccessorProperty(int start, int end, Key key, Func func, boolean getter)
      implements Property {}

  /** {@code ...value}. */
  record SpreadProperty(int start, int end, Expr value) implements Property {}

  enum FuncKind {
    NORMAL,
    ARROW,
    METHOD,
    GETTER,
    SETTER,
    CONSTRUCTOR
  }

  /**
   * Any function. An arrow with an expression body has that expression as the only {@link Return}
   * statement of {@code body} and {@code expressionBody} set. Parameters are targets; the last may
   * be a {@link Rest}. {@code strict}: its own directive or an enclosing one, or inside a class.
   * {@code makesClosures}: there are functions or classes in it.
   */
  record Func(
      int start,
      int end,
      @Nullable Ident name,
      List<Target> params,
      List<Stmt> body,
      FuncKind kind,
      boolean async,
      boolean generator,
      boolean strict,
      boolean expressionBody,
      boolean makesClosures)
      implements Node {}

  record ClassNode(
      int start, int end, @Nullable Ident name, @Nullable Expr parent, List<ClassMember> members)
      implements Node {}

  sealed interface ClassMember extends Node {
    boolean isStatic();
  }

  record MethodMember(int start, int end, Key key, Func func, boolean isStatic)
      implements ClassMember {}

  record AccessorMember(int start, int end, Key key, Func func, boolean getter, boolean isStatic)
      implements ClassMember {}

  record FieldMember(int start, int end, Key key, @Nullable Expr value, boolean isStatic)
      implements ClassMember {}

  record StaticBlock(int start, int end, List<Stmt> body) implements ClassMember {
    @Override
    public boolean isStatic() {
      return true;
    }
  }

  // ---------------------------------------------------------------- statements

  sealed interface Stmt extends Node {}

  enum DeclKind {
    VAR,
    LET,
    CONST
  }

  /** Also {@code using}, as CONST. */
  record VarDecl(int start, int end, DeclKind kind, List<Declarator> declarators) implements Stmt {}

  record Declarator(int start, int end, Target target, @Nullable Expr init) implements Node {}

  record FunctionDecl(int start, int end, Func func) implements Stmt {}

  record ClassDecl(int start, int end, ClassNode node) implements Stmt {}

  record ExprStmt(int start, int end, Expr expr) implements Stmt {}

  record Block(int start, int end, List<Stmt> body) implements Stmt {}

  record Empty(int start, int end) implements Stmt {}

  record If(int start, int end, Expr test, Stmt then, @Nullable Stmt otherwise) implements Stmt {}

  /** {@code init} is a {@link VarDecl} or an {@link ExprStmt}. */
  record For(
      int start,
      int end,
      @Nullable Stmt init,
      @Nullable Expr test,
      @Nullable Expr update,
      Stmt body)
      implements Stmt {}

  /**
   * {@code for (head in/of subject)}. {@code kind} is null when the head is an assignment target
   * without a declaration.
   */
  record ForIn(int start, int end, @Nullable DeclKind kind, Target target, Expr subject, Stmt body)
      implements Stmt {}

  record ForOf(
      int start,
      int end,
      @Nullable DeclKind kind,
      Target target,
      Expr subject,
      Stmt body,
      boolean await)
      implements Stmt {}

  record While(int start, int end, Expr test, Stmt body) implements Stmt {}

  record DoWhile(int start, int end, Stmt body, Expr test) implements Stmt {}

  record Return(int start, int end, @Nullable Expr value) implements Stmt {}

  record Throw(int start, int end, Expr value) implements Stmt {}

  record Try(
      int start,
      int end,
      Block block,
      @Nullable Target param,
      @Nullable Block handler,
      @Nullable Block finalizer)
      implements Stmt {}

  record Switch(int start, int end, Expr subject, List<Case> cases) implements Stmt {}

  /** {@code test} is null for {@code default}. */
  record Case(int start, int end, @Nullable Expr test, List<Stmt> body) implements Node {}

  record Break(int start, int end, @Nullable String label) implements Stmt {}

  record Continue(int start, int end, @Nullable String label) implements Stmt {}

  record Labeled(int start, int end, String label, Stmt body) implements Stmt {}

  record With(int start, int end, Expr object, Stmt body) implements Stmt {}

  /** {@code import … from 'specifier'}; each binding in order. */
  record ImportDecl(int start, int end, Str specifier, List<ImportBinding> bindings)
      implements Stmt {}

  /**
   * {@code imported} is {@code default}, {@code *} or a name; {@code importedStart..End} its place.
   */
  record ImportBinding(int start, int end, String imported, Ident local) implements Node {}

  /**
   * {@code export …}: {@code declaration} for {@code export const/function/class} and for a
   * declared default, {@code value} for {@code export default expr}, {@code specifier} for {@code
   * export … from}, {@code names} the names that others import of those in braces, and {@code
   * default}.
   */
  record ExportDecl(
      int start,
      int end,
      @Nullable Stmt declaration,
      @Nullable Expr value,
      @Nullable Str specifier,
      List<String> names)
      implements Stmt {}
}
