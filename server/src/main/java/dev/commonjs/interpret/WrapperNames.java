package dev.commonjs.interpret;

import java.util.List;
import java.util.Set;

/** The names that Node's module wrapper binds (Node's documentation, "The module wrapper"). */
public final class WrapperNames {
  /** The parameters of the wrapper function, in order. */
  public static final List<String> PARAMETERS =
      List.of("exports", "require", "module", "__filename", "__dirname");

  static final Set<String> ALL = Set.copyOf(PARAMETERS);

  private WrapperNames() {}
}
