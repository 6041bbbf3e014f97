package dev.commonjs.store;

import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Span;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a summary as bytes. Each record is taken apart by a pattern, so that one that gets a
 * component more does not compile here; {@link SummaryReader} has the same order.
 */
final class SummaryWriter {
  private final Bytes out;

  /** By value: its number, by its first occurrence. Uses name the same values again and again. */
  private final Map<Shape.Required, Integer> required = new HashMap<>();

  private SummaryWriter(Bytes out) {
    this.out = out;
  }

  static void write(ModuleSummary summary, Bytes out) {
    new SummaryWriter(out).summary(summary);
  }

  private void summary(ModuleSummary summary) {
    ModuleShape shape = summary.shape();
    shape(shape.exports());
    out.all(shape.objects(), this::object);
    out.all(shape.calls(), this::arguments);
    out.all(shape.writes(), this::foreignWrite);
    out.all(shape.effects(), this::effect);
    locations(summary.locations());
    out.all(summary.requires(), this::requireSite);
    out.all(summary.uses(), this::use);
    out.all(summary.facts(), this::fact);
    out.all(summary.exportUses(), this::exportUse);
    out.texts(summary.named());
    out.flag(summary.test());
    out.flag(summary.esmSyntax());
  }

  private void span(Span span) {
    out.number(span.start());
    out.number(span.end() - span.start());
  }

  private void shape(Shape shape) {
    switch (shape) {
      case Shape.Constant(var kind, var text) -> {
        out.octet(Tags.CONSTANT);
        out.constant(kind);
        out.text(text);
      }
      case Shape.Primitive(var kind) -> {
        out.octet(Tags.PRIMITIVE);
        out.constant(kind);
      }
      case Shape.Ref(var object) -> {
        out.octet(Tags.REF);
        out.number(object);
      }
      case Shape.Required value -> {
        out.octet(Tags.REQUIRED);
        required(value);
      }
      case Shape.Builtin(var name) -> {
        out.octet(Tags.BUILTIN);
        out.text(name);
      }
      case Shape.Union(var alternatives) -> {
        out.octet(Tags.UNION);
        out.all(alternatives, this::shape);
      }
      case Shape.Unknown(var reason) -> {
        out.octet(Tags.UNKNOWN);
        reason(reason);
      }
      case Shape.Argument(var function, var index, var rest, var path) -> {
        out.octet(Tags.ARGUMENT);
        out.number(function);
        out.number(index);
        out.flag(rest);
        out.all(path, this::step);
      }
    }
  }

  private void required(Shape.Required value) {
    Integer known = required.putIfAbsent(value, required.size());
    out.number(known == null ? required.size() - 1 : known);
    if (known == null) {
      out.text(value.specifier());
      out.all(value.path(), this::step);
    }
  }

  private void step(Shape.Step step) {
    switch (step) {
      case Shape.Prop(var name) -> {
        out.octet(Tags.PROP);
        out.text(name);
      }
      case Shape.CallStep(var call) -> {
        out.octet(Tags.CALL);
        out.number(call);
      }
      case Shape.NewStep(var call) -> {
        out.octet(Tags.NEW);
        out.number(call);
      }
      case Shape.AwaitStep() -> out.octet(Tags.AWAIT);
      case Shape.NamespaceStep() -> out.octet(Tags.NAMESPACE);
    }
  }

  private void reason(Reason reason) {
    switch (reason) {
      case Reason.Plain plain -> {
        out.octet(Tags.PLAIN);
        out.constant(plain);
      }
      case Reason.Particular(var about, var subject) -> {
        out.octet(Tags.PARTICULAR);
        out.constant(about);
        out.text(subject);
      }
      case Reason.Placed(var placed, var number) -> {
        out.octet(Tags.PLACED);
        reason(placed);
        out.number(number);
      }
      case Reason.HandedToUnknown(var because) -> {
        out.octet(Tags.HANDED_TO_UNKNOWN);
        reason(because);
      }
    }
  }

  private void object(Shape.Obj object) {
    out.constant(object.kind());
    out.optional(object.prototype(), this::shape);
    out.all(object.parts(), this::part);
    out.optional(object.signature(), this::signature);
    out.all(object.open(), this::reason);
    out.flag(object.frozen());
    out.number(object.owner());
  }

  private void part(Shape.Part part) {
    switch (part) {
      case Shape.Member(var name, var value, var certainty, var enumerable, var accessor) -> {
        out.octet(Tags.MEMBER);
        out.text(name);
        shape(value);
        out.constant(certainty);
        out.flag(enumerable);
        out.flag(accessor);
      }
      case Shape.Named(var name, var certainty, var enumerable, var descriptor) -> {
        out.octet(Tags.NAMED);
        shape(name);
        out.constant(certainty);
        out.flag(enumerable);
        out.optional(descriptor, this::shape);
      }
      case Shape.Elements(var list, var certainty) -> {
        out.octet(Tags.ELEMENTS);
        shape(list);
        out.constant(certainty);
      }
      case Shape.Deleted(var name, var certainty) -> {
        out.octet(Tags.DELETED);
        out.text(name);
        out.constant(certainty);
      }
      case Shape.Copy(var source, var filter, var certainty, var inherited, var values) -> {
        out.octet(Tags.COPY);
        shape(source);
        out.texts(filter.excluded());
        out.optional(filter.only(), out::text);
        out.flag(filter.perhaps());
        out.constant(certainty);
        out.flag(inherited);
        out.flag(values);
      }
      case Shape.Effect effect -> {
        out.octet(Tags.EFFECT);
        effect(effect);
      }
    }
  }

  private void effect(Shape.Effect effect) {
    shape(effect.callee());
    out.number(effect.index());
    out.flag(effect.within());
    arguments(effect.arguments());
    out.constant(effect.certainty());
  }

  private void arguments(Shape.Arguments arguments) {
    out.all(arguments.values(), this::shape);
    out.flag(arguments.more());
    out.all(arguments.later(), out::texts);
  }

  private void signature(Shape.Signature signature) {
    out.text(signature.name());
    out.texts(signature.parameters());
    out.flag(signature.async());
    out.flag(signature.generator());
    shape(signature.returns());
    out.all(signature.effects(), this::parameterEffect);
  }

  private void parameterEffect(Shape.ParameterEffect effect) {
    out.number(effect.index());
    out.flag(effect.rest());
    out.all(effect.parts(), this::part);
    out.flag(effect.anything());
    out.flag(effect.within());
  }

  private void foreignWrite(ModuleShape.ForeignWrite write) {
    required(write.holder());
    out.text(write.name());
    shape(write.value());
  }

  private void locations(Locations locations) {
    out.all(locations.definitions(), this::span);
    out.all(
        locations.writes(),
        places ->
            out.all(
                places.entrySet(),
                place -> {
                  out.text(place.getKey());
                  out.all(place.getValue(), this::span);
                }));
    out.all(locations.exports(), this::span);
    out.all(locations.reasons(), this::span);
  }

  private void requireSite(RequireSite site) {
    span(site.span());
    out.constant(site.kind());
    out.texts(site.specifiers());
    out.flag(site.complete());
    out.flag(site.guarded());
    out.constant(site.phase());
  }

  private void use(Use use) {
    span(use.span());
    required(use.value());
    out.flag(use.member());
    out.constant(use.access());
    out.flag(use.guarded());
    out.flag(use.certain());
    out.constant(use.phase());
    out.all(
        use.conditions(),
        condition -> {
          required(condition.value());
          out.flag(condition.outcome());
        });
  }

  private void exportUse(ModuleSummary.ExportUse use) {
    span(use.span());
    out.text(use.name());
    out.flag(use.write());
    out.constant(use.alias());
    out.constant(use.phase());
  }

  private void fact(Fact fact) {
    span(fact.span());
    switch (fact) {
      case Fact.ExportsReassigned(
              var span,
              var name,
              var value,
              var exportsNothing,
              var replacedElsewhere,
              var literal) -> {
        out.octet(Tags.EXPORTS_REASSIGNED);
        span(name);
        out.optional(value, this::span);
        out.flag(exportsNothing);
        out.flag(replacedElsewhere);
        out.flag(literal);
      }
      case Fact.LostWrite(var span, var name, var object, var through, var cutAt, var phase) -> {
        out.octet(Tags.LOST_WRITE);
        out.optional(name, out::text);
        span(object);
        out.constant(through);
        out.optional(cutAt, this::span);
        out.constant(phase);
      }
      case Fact.OverwrittenExport(var span, var name, var replacedAt, var exposed) -> {
        out.octet(Tags.OVERWRITTEN_EXPORT);
        out.optional(name, out::text);
        span(replacedAt);
        out.flag(exposed);
      }
      case Fact.ModuleReassigned(var span, var name, var value) -> {
        out.octet(Tags.MODULE_REASSIGNED);
        span(name);
        out.optional(value, this::span);
      }
      case Fact.WrapperRedeclared(var span, var name, var hoisted) -> {
        out.octet(Tags.WRAPPER_REDECLARED);
        out.text(name);
        out.flag(hoisted);
      }
      case Fact.MisspelledExports(var span, var written, var meant, var throwsAtLoad) -> {
        out.octet(Tags.MISSPELLED_EXPORTS);
        out.text(written);
        out.text(meant);
        out.flag(throwsAtLoad);
      }
      case Fact.LateExport(var span, var name, var whole) -> {
        out.octet(Tags.LATE_EXPORT);
        out.optional(name, out::text);
        out.flag(whole);
      }
      case Fact.WrapperUsed(var span, var name, var guarded) -> {
        out.octet(Tags.WRAPPER_USED);
        out.text(name);
        out.flag(guarded);
      }
      case Fact.NativeAddition(var span, var type, var name) -> {
        out.octet(Tags.NATIVE_ADDITION);
        out.text(type);
        out.optional(name, out::text);
      }
      case Fact.HostTested(var span, var name) -> {
        out.octet(Tags.HOST_TESTED);
        out.text(name);
      }
      case Fact.FileNamed(var span, var specifier) -> {
        out.octet(Tags.FILE_NAMED);
        out.text(specifier);
      }
      case Fact.LoaderChanged(var span, var part, var name) -> {
        out.octet(Tags.LOADER_CHANGED);
        out.constant(part);
        out.optional(name, out::text);
      }
      case Fact.NamesMapped(var span, var names, var patterns, var folders, var complete) -> {
        out.octet(Tags.NAMES_MAPPED);
        out.texts(names);
        out.flag(patterns);
        out.texts(folders);
        out.flag(complete);
      }
      case Fact.EsmSyntax(var span) -> out.octet(Tags.ESM_SYNTAX);
    }
  }
}
