package dev.commonjs.cli;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of OASIS's "Static Analysis Results Interchange Format (SARIF) Version 2.1.0" that we
 * write. Components are named as the standard's properties; null ones are left out.
 *
 * <p>The libraries on Maven Central that model all of it bring Jackson with them.
 */
final class Sarif {
  static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  record Log(@SerializedName("$schema") String schema, String version, List<Run> runs) {}

  record Run(
      Tool tool,
      List<Invocation> invocations,
      Map<String, ArtifactLocation> originalUriBaseIds,
      String columnKind,
      List<Result> results) {}

  record Tool(Driver driver) {}

  record Driver(String name, String semanticVersion, List<ReportingDescriptor> rules) {}

  record ReportingDescriptor(
      String id, Message shortDescription, Configuration defaultConfiguration) {}

  record Configuration(String level, boolean enabled) {}

  record Invocation(boolean executionSuccessful) {}

  record Result(
      String ruleId,
      @Nullable Integer ruleIndex,
      String level,
      Message message,
      List<Location> locations,
      @Nullable List<Location> relatedLocations,
      @Nullable List<Fix> fixes) {}

  record Location(
      @Nullable Integer id, PhysicalLocation physicalLocation, @Nullable Message message) {}

  record PhysicalLocation(ArtifactLocation artifactLocation, Region region) {}

  record ArtifactLocation(String uri, @Nullable String uriBaseId) {}

  record Region(int startLine, int startColumn, int endLine, int endColumn) {}

  record Fix(Message description, List<ArtifactChange> artifactChanges) {}

  record ArtifactChange(ArtifactLocation artifactLocation, List<Replacement> replacements) {}

  record Replacement(Region deletedRegion, Message insertedContent) {}

  record Message(String text) {}
}
