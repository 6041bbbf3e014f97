package dev.commonjs.store;

import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link SummaryWriter} wrote. */
final class SummaryReader {
  private static final Phase[] PHASES = Phase.values();
  private static final Reason.Plain[] PLAIN = Reason.Plain.values();
  private static final Reason.About[] ABOUT = Reason.About.values();
  private static final Shape.Certainty[] CERTAINTIES = Shape.Certainty.values();
  private static final Shape.PrimitiveKind[] PRIMITIVES = Shape.PrimitiveKind.values();
  private static final Shape.ObjectKind[] KINDS = Shape.ObjectKind.values();
  private static final RequireSite.Kind[] SITES = RequireSite.Kind.values();
  private static final Use.Access[] ACCESSES = Use.Access.values();
  private static final Fact.Through[] THROUGHS = Fact.Through.values();
  private static final Fact.LoaderPart[] LOADER_PARTS = Fact.LoaderPart.values();
  private static final ModuleSummary.Alias[] ALIASES = ModuleSummary.Alias.values();

  private final Input in;
  private final List<Shape.Required> required = new ArrayList<>();

  private SummaryReader(Input in) {
    this.in = in;
  }

  /** Some {@link RuntimeException} where {@code in} is not at a summary. */
  static ModuleSummary read(Input in) {
    return new SummaryReader(in).summary();
  }

  private ModuleSummary summary() {
    ModuleShape shape =
        new ModuleShape(
            shape(),
            in.all(this::object),
            in.all(this::arguments),
            in.all(this::foreignWrite),
            in.all(this::effect));
    return new ModuleSummary(
        shape,
        locations(),
        in.all(this::requireSite),
        in.all(this::use),
        in.all(this::fact),
        in.all(this::exportUse),
        in.names(),
        in.flag(),
        in.flag());
  }

  private Span span() {
    int start = in.number();
    return new Span(start, start + in.number());
  }

  private List<Span> spans() {
    return in.all(this::span);
  }

  private Shape shape() {
    int tag = in.octet();
    return switch (tag) {
      case Tags.CONSTANT -> new Shape.Constant(in.constant(PRIMITIVES), in.text());
      case Tags.PRIMITIVE -> new Shape.Primitive(in.constant(PRIMITIVES));
      case Tags.REF -> new Shape.Ref(in.number());
      case Tags.REQUIRED -> required();
      case Tags.BUILTIN -> new Shape.Builtin(in.text());
      case Tags.UNION -> new Shape.Union(in.all(this::shape));
      case Tags.UNKNOWN -> new Shape.Unknown(reason());
      case Tags.ARGUMENT ->
          new Shape.Argument(in.number(), in.number(), in.flag(), in.all(this::step));
      default -> throw unknown(tag);
    };
  }

  private static IllegalArgumentException unknown(int tag) {
    return new IllegalArgumentException("unknown tag " + tag);
  }

  private Shape.Required required() {
    int known = in.number();
    if (known < required.size()) {
      return required.get(known);
    }
    Shape.Required value = new Shape.Required(in.text(), in.all(this::step));
    required.add(value);
    return value;
  }

  private Shape.Step step() {
    int tag = in.octet();
    return switch (tag) {
      case Tags.PROP -> new Shape.Prop(in.text());
      case Tags.CALL -> new Shape.CallStep(in.number());
      case Tags.NEW -> new Shape.NewStep(in.number());
      case Tags.AWAIT -> new Shape.AwaitStep();
      case Tags.NAMESPACE -> new Shape.NamespaceStep();
      default -> throw unknown(tag);
    };
  }

  private Reason reason() {
    int tag = in.octet();
    return switch (tag) {
      case Tags.PLAIN -> in.constant(PLAIN);
      case Tags.PARTICULAR -> new Reason.Particular(in.constant(ABOUT), in.text());
      case Tags.PLACED -> new Reason.Placed(reason(), in.number());
      case Tags.HANDED_TO_UNKNOWN -> new Reason.HandedToUnknown(reason());
      default -> throw unknown(tag);
    };
  }

  private Shape.Certainty certainty() {
    return in.constant(CERTAINTIES);
  }

  private Shape.Obj object() {
    return new Shape.Obj(
        in.constant(KINDS),
        in.optional(this::shape),
        in.all(this::part),
        in.optional(this::signature),
        in.all(this::reason),
        in.flag(),
        in.number());
  }

  private Shape.Part part() {
    int tag = in.octet();
    return switch (tag) {
      case Tags.MEMBER -> new Shape.Member(in.text(), shape(), certainty(), in.flag(), in.flag());
      case Tags.NAMED -> new Shape.Named(shape(), certainty(), in.flag(), in.optional(this::shape));
      case Tags.ELEMENTS -> new Shape.Elements(shape(), certainty());
      case Tags.DELETED -> new Shape.Deleted(in.text(), certainty());
      case Tags.COPY -> new Shape.Copy(shape(), filter(), certainty(), in.flag(), in.flag());
      case Tags.EFFECT -> effect();
      default -> throw unknown(tag);
    };
  }

  private Shape.Filter filter() {
    return new Shape.Filter(in.names(), in.optional(in::text), in.flag());
  }

  private Shape.Effect effect() {
    return new Shape.Effect(shape(), in.number(), in.flag(), arguments(), certainty());
  }

  private Shape.Arguments arguments() {
    return new Shape.Arguments(in.all(this::shape), in.flag(), in.all(in::names));
  }

  private Shape.Signature signature() {
    return new Shape.Signature(
        in.text(), in.texts(), in.flag(), in.flag(), shape(), in.all(this::parameterEffect));
  }

  private Shape.ParameterEffect parameterEffect() {
    return new Shape.ParameterEffect(
        in.number(), in.flag(), in.all(this::part), in.flag(), in.flag());
  }

  private ModuleShape.ForeignWrite foreignWrite() {
    return new ModuleShape.ForeignWrite(required(), in.text(), shape());
  }

  private Locations locations() {
    return new Locations(spans(), in.all(this::places), spans(), spans());
  }

  private Map<String, List<Span>> places() {
    Map<String, List<Span>> places = new HashMap<>();
    in.all(
        () -> {
          String name = in.text();
          places.put(name, spans());
          return name;
        });
    return Map.copyOf(places);
  }

  private RequireSite requireSite() {
    return new RequireSite(
        span(), in.constant(SITES), in.texts(), in.flag(), in.flag(), in.constant(PHASES));
  }

  private Use use() {
    return new Use(
        span(),
        required(),
        in.flag(),
        in.constant(ACCESSES),
        in.flag(),
        in.flag(),
        in.constant(PHASES),
        in.all(() -> new Use.Condition(required(), in.flag())));
  }

  private ModuleSummary.ExportUse exportUse() {
    return new ModuleSummary.ExportUse(
        span(), in.text(), in.flag(), in.constant(ALIASES), in.constant(PHASES));
  }

  private Fact fact() {
    Span span = span();
    int tag = in.octet();
    return switch (tag) {
      case Tags.EXPORTS_REASSIGNED ->
          new Fact.ExportsReassigned(
              span, span(), in.optional(this::span), in.flag(), in.flag(), in.flag());
      case Tags.LOST_WRITE ->
          new Fact.LostWrite(
              span,
              in.optional(in::text),
              span(),
              in.constant(THROUGHS),
              in.optional(this::span),
              in.constant(PHASES));
      case Tags.OVERWRITTEN_EXPORT ->
          new Fact.OverwrittenExport(span, in.optional(in::text), span(), in.flag());
      case Tags.MODULE_REASSIGNED ->
          new Fact.ModuleReassigned(span, span(), in.optional(this::span));
      case Tags.WRAPPER_REDECLARED -> new Fact.WrapperRedeclared(span, in.text(), in.flag());
      case Tags.MISSPELLED_EXPORTS ->
          new Fact.MisspelledExports(span, in.text(), in.text(), in.flag());
      case Tags.LATE_EXPORT -> new Fact.LateExport(span, in.optional(in::text), in.flag());
      case Tags.WRAPPER_USED -> new Fact.WrapperUsed(span, in.text(), in.flag());
      case Tags.NATIVE_ADDITION -> new Fact.NativeAddition(span, in.text(), in.optional(in::text));
      case Tags.HOST_TESTED -> new Fact.HostTested(span, in.text());
      case Tags.FILE_NAMED -> new Fact.FileNamed(span, in.text());
      case Tags.LOADER_CHANGED ->
          new Fact.LoaderChanged(span, in.constant(LOADER_PARTS), in.optional(in::text));
      case Tags.NAMES_MAPPED ->
          new Fact.NamesMapped(span, in.texts(), in.flag(), in.texts(), in.flag());
      case Tags.ESM_SYNTAX -> new Fact.EsmSyntax(span);
      default -> throw unknown(tag);
    };
  }
}
