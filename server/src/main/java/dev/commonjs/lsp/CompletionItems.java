package dev.commonjs.lsp;

import com.google.gson.JsonObject;
import dev.commonjs.feature.AutoRequires;
import dev.commonjs.feature.Completions;
import dev.commonjs.feature.Completions.Form;
import dev.commonjs.feature.SpecifierCompletions;
import dev.commonjs.feature.SpecifierPlaces;
import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Origin;
import dev.commonjs.lsp.Requests.Document;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemLabelDetails;
import org.eclipse.lsp4j.CompletionItemTag;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.InsertReplaceEdit;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** What can be written at a place as the protocol's completion items. */
final class CompletionItems {
  private static final String LOST = "lost: callers never get it";

  /** In the data of an item that has to be declared: the specifier of its module. */
  private static final String REQUIRED = "require";

  private static final int LONGEST_LABEL = 200;

  private final Document document;
  private final Completions.Found found;
  private final int caret;

  private CompletionItems(Document document, Completions.Found found, int caret) {
    this.document = document;
    this.found = found;
    this.caret = caret;
  }

  /** Null where nothing of ours can be written. */
  static @Nullable CompletionList at(Document document, int caret, Cancel cancel) {
    Optional<AutoRequires.Place> variable =
        AutoRequires.at(document.snapshot(), document.file(), caret);
    if (variable.isPresent()) {
      return variables(document, variable.get(), caret, cancel);
    }
    List<SpecifierCompletions.Item> specifiers =
        SpecifierPlaces.completions(document.snapshot(), document.file(), caret, cancel);
    if (!specifiers.isEmpty()) {
      // Of very many only some are told, and a folder's come when its name has been typed.
      return new CompletionList(true, specifiers(document, specifiers, caret));
    }
    return Completions.members(document.snapshot(), document.file(), caret, cancel)
        .map(found -> new CompletionList(false, members(document, found, caret)))
        .orElse(null);
  }

  /** A client that takes the second change late is asked for it only where the first is made. */
  private static @Nullable CompletionList variables(
      Document document, AutoRequires.Place place, int caret, Cancel cancel) {
    if (!document.state().client().completesMore()) {
      return null;
    }
    List<AutoRequires.Item> items =
        AutoRequires.items(document.snapshot(), document.file(), place, caret, cancel);
    List<CompletionItem> made = new ArrayList<>();
    for (AutoRequires.Item item : items) {
      made.add(variable(document, place.token().start(), caret, item, made.size()));
    }
    return made.isEmpty() ? null : new CompletionList(true, made);
  }

  private static CompletionItem variable(
      Document document, int start, int caret, AutoRequires.Item item, int index) {
    CompletionItem made = new CompletionItem(Visible.line(item.name()));
    made.setKind(kind(item.kind()));
    // VS Code's JavaScript support has 11 for variables, 15 for globals, 16 for what it imports.
    made.setSortText("16" + String.format("%05d", index));
    String specifier = Visible.line(item.specifier());
    if (document.state().client().completionLabels()) {
      CompletionItemLabelDetails details = new CompletionItemLabelDetails();
      details.setDescription(specifier);
      made.setLabelDetails(details);
    }
    String member = item.member().isEmpty() ? "" : "." + item.member();
    made.setDetail("require('" + specifier + "')" + Visible.line(member));
    Range range = document.range(new Span(start, Math.max(start, caret)));
    made.setTextEdit(Either.forLeft(new TextEdit(range, item.name())));
    JsonObject data = new JsonObject();
    data.addProperty("uri", document.state().documents().uri(document.file()));
    data.addProperty(REQUIRED, item.specifier());
    data.addProperty("member", item.member());
    data.addProperty("start", start);
    made.setData(data);
    return made;
  }

  /** In the order of {@code found}; a longer rest of the word behind the caret stays. */
  private static List<CompletionItem> members(
      Document document, Completions.Found found, int caret) {
    CompletionItems items = new CompletionItems(document, found, caret);
    List<CompletionItem> made = new ArrayList<>();
    for (Completions.Item item : found.items()) {
      made.add(items.member(item, made.size()));
    }
    return made;
  }

  /** What can stand in a specifier; each replaces the end of what is typed. */
  private static List<CompletionItem> specifiers(
      Document document, List<SpecifierCompletions.Item> items, int caret) {
    List<CompletionItem> made = new ArrayList<>();
    for (SpecifierCompletions.Item item : items) {
      CompletionItem one = new CompletionItem(Visible.line(item.label()));
      one.setKind(kind(item.kind()));
      one.setSortText(String.format("%05d", made.size()));
      one.setDetail(item.detail());
      Span replaced = new Span(Math.max(0, caret - item.replaced()), caret);
      one.setTextEdit(Either.forLeft(new TextEdit(document.range(replaced), item.insert())));
      made.add(one);
    }
    return made;
  }

  private static CompletionItemKind kind(SpecifierCompletions.ItemKind kind) {
    return switch (kind) {
      case FILE -> CompletionItemKind.File;
      case FOLDER -> CompletionItemKind.Folder;
      case PACKAGE, SUBPATH, BUILTIN, IMPORT_NAME -> CompletionItemKind.Module;
    };
  }

  private CompletionItem member(Completions.Item item, int index) {
    String label = Visible.line(Visible.cut(item.name(), LONGEST_LABEL));
    CompletionItem made = new CompletionItem(label);
    made.setKind(kind(item.kind()));
    made.setSortText((item.lost() ? "z" : "a") + String.format("%05d", index));
    edit(made, item);
    ClientProfile client = document.state().client();
    String detail = item.lost() ? LOST : item.detail();
    boolean call = detail.startsWith(label + "(");
    if (client.completionLabels() && (call || !item.module().isEmpty())) {
      CompletionItemLabelDetails details = new CompletionItemLabelDetails();
      details.setDetail(call ? detail.substring(label.length()) : null);
      details.setDescription(item.module().isEmpty() ? null : item.module());
      made.setLabelDetails(details);
    }
    if (!detail.isEmpty()) {
      made.setDetail(detail);
    }
    if (item.lost() && client.completionTags()) {
      made.setTags(List.of(CompletionItemTag.Deprecated));
    }
    if (item.place() != null) {
      made.setData(data(item.place()));
    }
    return made;
  }

  private void edit(CompletionItem made, Completions.Item item) {
    Span word = new Span(found.replaced().start(), Math.max(found.replaced().start(), caret));
    if (item.isIdentifier()) {
      made.setTextEdit(edit(word, item.name()));
    } else if (found.form() == Form.KEY) {
      made.setTextEdit(edit(word, item.quoted() + ": " + item.variable()));
    } else {
      // From the dot on: only what starts there can take it away.
      Span fromDot = new Span(Math.max(0, word.start() - 1), word.end());
      made.setFilterText("." + made.getLabel());
      made.setTextEdit(edit(fromDot, "[" + item.quoted() + "]"));
    }
  }

  private Either<TextEdit, InsertReplaceEdit> edit(Span span, String text) {
    Range range = document.range(span);
    return Either.forLeft(new TextEdit(range, text));
  }

  private JsonObject data(Origin place) {
    JsonObject data = new JsonObject();
    data.addProperty("uri", document.state().documents().uri(place.file()));
    data.addProperty("start", place.span().start());
    data.addProperty("end", place.span().end());
    return data;
  }

  /** The file that {@code item} says its documentation is in; empty where it says none. */
  static Optional<String> uri(CompletionItem item) {
    return item.getData() instanceof JsonObject data
            && data.has("uri")
            && data.get("uri").isJsonPrimitive()
        ? Optional.of(data.get("uri").getAsString())
        : Optional.empty();
  }

  /** {@code item} with what its author wrote about it, or with the change that declares it. */
  static CompletionItem resolved(Document module, CompletionItem item) {
    if (item.getData() instanceof JsonObject data && data.has(REQUIRED)) {
      AutoRequires.Item required =
          new AutoRequires.Item(
              item.getLabel(), text(data, "member"), text(data, REQUIRED), Kind.UNKNOWN);
      item.setAdditionalTextEdits(
          AutoRequires.changes(module.snapshot(), module.file(), required, number(data, "start"))
              .stream()
              .map(change -> Edits.textEdit(module.state(), module.text(), change))
              .toList());
      return item;
    }
    place(module.file(), item)
        .flatMap(place -> Completions.documentation(module.snapshot(), place))
        .ifPresent(
            text ->
                item.setDocumentation(
                    Answers.markup(text, module.state().client().markdownCompletion())));
    return item;
  }

  private static Optional<Origin> place(Path file, CompletionItem item) {
    return item.getData() instanceof JsonObject data && number(data, "start") <= number(data, "end")
        ? Optional.of(new Origin(file, new Span(number(data, "start"), number(data, "end"))))
        : Optional.empty();
  }

  private static String text(JsonObject data, String name) {
    return data.get(name) != null && data.get(name).isJsonPrimitive()
        ? data.get(name).getAsString()
        : "";
  }

  private static int number(JsonObject data, String name) {
    return data.get(name) != null
            && data.get(name).isJsonPrimitive()
            && data.getAsJsonPrimitive(name).isNumber()
        ? Math.max(0, data.get(name).getAsInt())
        : 0;
  }

  private static CompletionItemKind kind(Kind kind) {
    return switch (kind) {
      case FUNCTION -> CompletionItemKind.Function;
      case CLASS -> CompletionItemKind.Class;
      case OBJECT, ARRAY -> CompletionItemKind.Module;
      case PRIMITIVE -> CompletionItemKind.Constant;
      case UNKNOWN -> CompletionItemKind.Field;
    };
  }
}
