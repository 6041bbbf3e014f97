package dev.commonjs.lsp;

import dev.commonjs.feature.CallHierarchy;
import dev.commonjs.feature.Card;
import dev.commonjs.feature.Declarations;
import dev.commonjs.feature.Definitions;
import dev.commonjs.feature.FileMoves;
import dev.commonjs.feature.ModuleNames;
import dev.commonjs.feature.Outline;
import dev.commonjs.feature.References;
import dev.commonjs.feature.Renames;
import dev.commonjs.feature.SignatureHelp;
import dev.commonjs.feature.SpecifierLinks;
import dev.commonjs.feature.WorkspaceSymbols;
import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Origin;
import dev.commonjs.lsp.Requests.Document;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CallHierarchyIncomingCall;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CallHierarchyOutgoingCall;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** The features' answers in the protocol's words, in the form that the client can take. */
final class Answers {
  private Answers() {}

  static Hover hover(Document document, Card card) {
    return new Hover(
        markup(card.page(), document.state().client().markdownHover()),
        document.range(card.span()));
  }

  /** {@code page} in the form that the client takes there. */
  static MarkupContent markup(Markdown page, boolean markdown) {
    return markdown ? markup(page) : new MarkupContent(MarkupKind.PLAINTEXT, page.plain());
  }

  /** The one way from a page to the wire. */
  static MarkupContent markup(Markdown page) {
    return new MarkupContent(MarkupKind.MARKDOWN, page.source());
  }

  static Either<List<? extends Location>, List<? extends LocationLink>> locations(
      Document document, Definitions.Found found, boolean links) {
    if (!links) {
      return Either.forLeft(
          found.targets().stream().map(target -> location(document, target)).toList());
    }
    Range origin = document.range(found.origin());
    return Either.forRight(
        found.targets().stream()
            .map(
                target -> {
                  Location name = location(document, target);
                  Span around = Declarations.around(document.snapshot(), target);
                  Range whole = location(document, new Origin(target.file(), around)).getRange();
                  return new LocationLink(name.getUri(), whole, name.getRange(), origin);
                })
            .toList());
  }

  /** The start of a file that can't be read (an addon) is still a place to go to. */
  private static Location location(Document document, Origin origin) {
    return location(document.state(), origin.file(), origin.span());
  }

  static Location location(State state, Origin place) {
    return location(state, place.file(), place.span());
  }

  private static Location location(State state, Path file, Span span) {
    SourceText text = state.snapshot().text(file).orElse(new SourceText(""));
    return new Location(state.documents().uri(file), state.positions().toRange(text, span));
  }

  static List<Either<SymbolInformation, DocumentSymbol>> symbols(
      Document document, List<Outline.Symbol> symbols) {
    if (document.state().client().symbolTree()) {
      return symbols.stream()
          .map(symbol -> Either.<SymbolInformation, DocumentSymbol>forRight(tree(document, symbol)))
          .toList();
    }
    List<Either<SymbolInformation, DocumentSymbol>> flat = new ArrayList<>();
    symbols.forEach(symbol -> flatten(document, symbol, null, flat));
    return flat;
  }

  private static DocumentSymbol tree(Document document, Outline.Symbol symbol) {
    DocumentSymbol tree =
        new DocumentSymbol(
            name(symbol.name()),
            kind(symbol.kind()),
            document.range(symbol.whole()),
            document.range(symbol.span()),
            symbol.detail());
    tree.setChildren(symbol.children().stream().map(child -> tree(document, child)).toList());
    return tree;
  }

  /** The protocol forbids names that are empty or white space. */
  private static String name(String symbol) {
    return symbol.isBlank() ? "'" + symbol + "'" : symbol;
  }

  /** In the words of 3.17, which older clients read as {@code SymbolInformation}. */
  static List<WorkspaceSymbol> symbols(State state, List<WorkspaceSymbols.Symbol> symbols) {
    return symbols.stream()
        .map(
            symbol ->
                new WorkspaceSymbol(
                    name(symbol.name()),
                    kind(symbol.kind()),
                    Either.forLeft(location(state, symbol.file(), symbol.span())),
                    symbol.container()))
        .toList();
  }

  @SuppressWarnings("deprecation") // for clients that do not know the tree
  private static void flatten(
      Document document,
      Outline.Symbol symbol,
      @Nullable String container,
      List<Either<SymbolInformation, DocumentSymbol>> into) {
    Location location =
        new Location(
            document.state().documents().uri(document.file()), document.range(symbol.span()));
    into.add(
        Either.forLeft(
            new SymbolInformation(name(symbol.name()), kind(symbol.kind()), location, container)));
    symbol.children().forEach(child -> flatten(document, child, name(symbol.name()), into));
  }

  /** Null when there is none: an empty list would be an answer. */
  static @Nullable List<CallHierarchyItem> callHierarchy(
      Document document, List<CallHierarchy.Item> items) {
    return items.isEmpty()
        ? null
        : items.stream().map(item -> callHierarchyItem(document.state(), item)).toList();
  }

  private static CallHierarchyItem callHierarchyItem(State state, CallHierarchy.Item item) {
    Location name = location(state, item.file(), item.token());
    Range whole = location(state, item.file(), item.whole()).getRange();
    SymbolKind kind =
        switch (item.sort()) {
          case FUNCTION -> SymbolKind.Function;
          case METHOD -> SymbolKind.Method;
          case CLASS -> SymbolKind.Class;
          case MODULE -> SymbolKind.Module;
        };
    CallHierarchyItem made =
        new CallHierarchyItem(name(item.name()), kind, name.getUri(), whole, name.getRange());
    made.setDetail(item.module());
    return made;
  }

  static List<CallHierarchyIncomingCall> incoming(
      Document document, List<CallHierarchy.Call> calls) {
    return calls.stream()
        .map(
            call ->
                new CallHierarchyIncomingCall(
                    callHierarchyItem(document.state(), call.item()),
                    ranges(document.state(), call.item().file(), call.places())))
        .toList();
  }

  static List<CallHierarchyOutgoingCall> outgoing(
      Document document, List<CallHierarchy.Call> calls) {
    return calls.stream()
        .map(
            call ->
                new CallHierarchyOutgoingCall(
                    callHierarchyItem(document.state(), call.item()),
                    ranges(document.state(), document.file(), call.places())))
        .toList();
  }

  private static List<Range> ranges(State state, Path file, List<Span> spans) {
    return spans.stream().map(span -> location(state, file, span).getRange()).toList();
  }

  private static SymbolKind kind(Kind kind) {
    return switch (kind) {
      case FUNCTION -> SymbolKind.Function;
      case CLASS -> SymbolKind.Class;
      case OBJECT -> SymbolKind.Object;
      case ARRAY -> SymbolKind.Array;
      case PRIMITIVE -> SymbolKind.Constant;
      case UNKNOWN -> SymbolKind.Variable;
    };
  }

  static List<DocumentLink> links(Document document, List<SpecifierLinks.Link> links) {
    return links.stream()
        .map(
            link -> {
              DocumentLink result =
                  new DocumentLink(
                      document.range(link.span()), document.state().documents().uri(link.target()));
              result.setTooltip(link.tooltip());
              return result;
            })
        .toList();
  }

  /** Null when there is none. */
  static @Nullable List<Location> references(
      Document document, List<References.Reference> references, boolean declarations) {
    return references.isEmpty()
        ? null
        : references.stream()
            .filter(one -> declarations || one.role() != References.Role.DECLARATION)
            .map(one -> location(document, new Origin(one.file(), one.span())))
            .toList();
  }

  /** Null when there is none. */
  static @Nullable List<DocumentHighlight> highlights(
      Document document, List<References.Reference> references) {
    return references.isEmpty()
        ? null
        : references.stream()
            .map(
                one ->
                    new DocumentHighlight(
                        document.range(one.span()),
                        one.role() == References.Role.READ
                            ? DocumentHighlightKind.Read
                            : DocumentHighlightKind.Write))
            .toList();
  }

  /** A refusal is an error of the request: its message is what people are shown (LSP, rename). */
  static Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior> prepared(
      Document document, Renames.Answer answer) {
    return switch (answer) {
      case Renames.Ready(Span span, String name) ->
          Either3.forSecond(new PrepareRenameResult(document.range(span), name));
      case Renames.Refused(String why) -> throw refused(why);
      case Renames.Edits edits -> throw new IllegalArgumentException("not asked for");
    };
  }

  static WorkspaceEdit renamed(Document document, Renames.Answer answer) {
    return switch (answer) {
      case Renames.Edits(var changes) -> Edits.of(document.state(), changes);
      case Renames.Refused(String why) -> throw refused(why);
      case Renames.Ready ready -> throw new IllegalArgumentException("not asked for");
    };
  }

  /** What a person has to change by hand; empty where nothing is left. */
  static Optional<String> left(Snapshot snapshot, List<FileMoves.Left> left) {
    if (left.isEmpty()) {
      return Optional.empty();
    }
    FileMoves.Left first = left.getFirst();
    int line =
        snapshot.text(first.file()).map(t -> t.lines().lineOf(first.span().start()) + 1).orElse(1);
    String others = left.size() == 1 ? "" : " So in %d more places.".formatted(left.size() - 1);
    return Optional.of(
        Visible.sentence(
            "`%s` (line %d) may name another file then, in a way that can't be changed safely.%s"
                .formatted(ModuleNames.of(snapshot, first.file()), line, others)));
  }

  private static ResponseErrorException refused(String why) {
    return Requests.error(ResponseErrorCode.RequestFailed, Visible.sentence(why));
  }

  static org.eclipse.lsp4j.SignatureHelp signatures(Document document, SignatureHelp.Found found) {
    boolean markdown = document.state().client().markdownSignatures();
    List<SignatureInformation> all = new ArrayList<>();
    for (SignatureHelp.Signature signature : found.signatures()) {
      SignatureInformation one = new SignatureInformation(signature.label());
      one.setParameters(signature.parameters().stream().map(ParameterInformation::new).toList());
      if (signature.documentation() != null) {
        one.setDocumentation(markup(signature.documentation(), markdown));
      }
      all.add(one);
    }
    // A parameter beyond the last is none of them: the protocol would take it for the first.
    int active = found.signatures().getFirst().parameter(found.argument());
    return new org.eclipse.lsp4j.SignatureHelp(all, 0, active);
  }
}
