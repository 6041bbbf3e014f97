package dev.commonjs.lsp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DiagnosticServerCancellationData;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** Answers to a client that asks for findings (LSP, "Pull Diagnostics"). */
final class Reports {
  private Reports() {}

  /**
   * @param previous the result id that the client has; null: none
   */
  static DocumentDiagnosticReport ofDocument(Checked checked, @Nullable String previous) {
    if (checked.id().equals(previous)) {
      return new DocumentDiagnosticReport(
          new RelatedUnchangedDocumentDiagnosticReport(checked.id()));
    }
    RelatedFullDocumentDiagnosticReport full =
        new RelatedFullDocumentDiagnosticReport(checked.diagnostics());
    full.setResultId(checked.id());
    return new DocumentDiagnosticReport(full);
  }

  /**
   * @param version of the open document; null where it is not open
   */
  static WorkspaceDocumentDiagnosticReport full(
      String uri, @Nullable Integer version, Checked checked) {
    WorkspaceFullDocumentDiagnosticReport full =
        new WorkspaceFullDocumentDiagnosticReport(checked.diagnostics(), uri, version);
    full.setResultId(checked.id());
    return new WorkspaceDocumentDiagnosticReport(full);
  }

  static WorkspaceDocumentDiagnosticReport unchanged(
      String uri, @Nullable Integer version, String id) {
    return new WorkspaceDocumentDiagnosticReport(
        new WorkspaceUnchangedDocumentDiagnosticReport(id, uri, version));
  }

  /**
   * The protocol wants a {@code version} that is null where there is none; else nulls are left out.
   */
  static void nullVersions(GsonBuilder wire) {
    Gson plain = new MessageJsonHandler(Map.of()).getGson();
    Stream.of(
            WorkspaceFullDocumentDiagnosticReport.class,
            WorkspaceUnchangedDocumentDiagnosticReport.class)
        .forEach(type -> wire.registerTypeAdapter(type, new NullVersion<>(plain, type)));
  }

  private static final class NullVersion<T> extends TypeAdapter<T> {
    private static final String VERSION = "version";
    private final Gson plain;
    private final Class<? extends T> type;

    NullVersion(Gson plain, Class<? extends T> type) {
      this.plain = plain;
      this.type = type;
    }

    @Override
    public void write(JsonWriter out, T report) throws IOException {
      JsonObject written = plain.toJsonTree(report).getAsJsonObject();
      if (!written.has(VERSION)) {
        written.add(VERSION, JsonNull.INSTANCE);
      }
      boolean nulls = out.getSerializeNulls();
      out.setSerializeNulls(true);
      plain.getAdapter(JsonElement.class).write(out, written);
      out.setSerializeNulls(nulls);
    }

    @Override
    public T read(JsonReader in) {
      return plain.fromJson(in, type);
    }
  }

  /**
   * @param again whether the client should ask once more
   */
  static ResponseErrorException cancelled(String why, boolean again) {
    return new ResponseErrorException(
        new ResponseError(
            ResponseErrorCode.ServerCancelled, why, new DiagnosticServerCancellationData(again)));
  }
}
