package dev.commonjs.module;

import dev.commonjs.module.Value.Ref;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The interpreter: its parts, and the heap that they act on. One reads one file, on one thread. */
final class Machine {
  final ParsedFile file;
  final Predicate<String> missing;
  final Heap heap = new Heap();
  final Paths paths = new Paths(heap);
  final Scopes scopes = new Scopes();
  final Budget budget = new Budget(heap);
  final CallTable callTable = new CallTable();
  final Recorder recorder;
  final Objects objects;
  final OpenNames names;
  final Copies copies;
  final Escapes escapes;
  final Globals globals;
  final Evaluator evaluator;
  final Executor executor;
  final Jumps jumps = new Jumps(this);
  final Loops loops = new Loops(this);
  final Patterns patterns;
  final Calls calls;
  final Classes classes;
  final Natives natives;
  final Conditions conditions;

  /** Cells of functions in the order of their creation. */
  final List<Cell> functions = new ArrayList<>();

  Machine(ParsedFile file, Predicate<String> missing) {
    this.file = file;
    this.missing = missing;
    this.recorder = new Recorder(this);
    this.objects = new Objects(this);
    this.names = new OpenNames(this);
    this.copies = new Copies(this);
    this.escapes = new Escapes(this);
    this.globals = new Globals(this);
    this.conditions = new Conditions(this);
    this.patterns = new Patterns(this);
    this.classes = new Classes(this);
    this.calls = new Calls(this);
    this.natives = new Natives(this);
    this.evaluator = new Evaluator(this);
    this.executor = new Executor(this);
  }

  /** A place that paths jump to, made where the path is now. */
  JoinPoint joinPoint(Situation situation) {
    return new JoinPoint(paths, situation, null);
  }

  // ---------------------------------------------------------------- allocation

  Ref newObject(@Nullable Node site) {
    return new Ref(heap.allocate(Cell.Kind.OBJECT, site, null, null));
  }

  Ref newArray(@Nullable Node site, List<Value> elements) {
    Cell cell = heap.allocate(Cell.Kind.ARRAY, site, null, null);
    for (int i = 0; i < elements.size(); i++) {
      objects.define(cell, Integer.toString(i), elements.get(i), true, null);
    }
    return new Ref(cell);
  }

  /** An array of unknown length whose elements are {@code element}. */
  Ref newArrayOf(@Nullable Node site, Value element) {
    Cell cell = heap.allocate(Cell.Kind.ARRAY, site, null, null);
    heap.setMeta(cell, cell.meta.withRest(element));
    return new Ref(cell);
  }

  Ref newFunction(Node.Func func, Cell env, @Nullable Value receiver, @Nullable Cell home) {
    Cell cell =
        heap.allocate(Cell.Kind.FUNCTION, func, new Cell.Closure(func, env, receiver, home), null);
    functions.add(cell);
    return new Ref(cell);
  }

  Ref newNative(String name, Value... captured) {
    return new Ref(
        heap.allocate(Cell.Kind.FUNCTION, null, new Cell.Native(name, List.of(captured)), null));
  }

  Ref newPromise(Value result) {
    Cell cell = heap.allocate(Cell.Kind.OBJECT, null, null, null);
    heap.setMeta(cell, cell.meta.withPrototype(new Value.Builtin("Promise.prototype")));
    objects.define(cell, Objects.PROMISE_RESULT, result, false, null);
    return new Ref(cell);
  }
}
