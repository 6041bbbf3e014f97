package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.graph.MemoryFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What git would ignore, by <em>gitignore(5)</em>. */
final class IgnoreFilesTest {
  private static final String REPOSITORY =
      """
      //- /r/.git/HEAD
      //- /r/.git/info/exclude
      /private/
      //- /r/.gitignore
      # a comment, a line that is no pattern, a name, a folder, a place
      [a-
      *.log
      out/
      /lib/*.gen.js
      a/**/z
      //- /r/lib/.gitignore
      !kept.log
      sub/
      //- /.gitignore
      *
      """;

  @Test
  void whatIsIgnoredAndByWhichFile() {
    assertEquals("/r/x.log by /r/.gitignore", ignored(REPOSITORY, "/r/x.log"));
    assertEquals("/r/lib/x.log by /r/.gitignore", ignored(REPOSITORY, "/r/lib/x.log"));
    assertEquals("", ignored(REPOSITORY, "/r/lib/kept.log"));
    assertEquals("/r/b/out by /r/.gitignore", ignored(REPOSITORY, "/r/b/out/c/d.js"));
    assertEquals("", ignored(REPOSITORY, "/r/b/out"));
    assertEquals("/r/lib/a.gen.js by /r/.gitignore", ignored(REPOSITORY, "/r/lib/a.gen.js"));
    assertEquals("", ignored(REPOSITORY, "/r/lib/b/a.gen.js"));
    assertEquals("/r/a/b/c/z by /r/.gitignore", ignored(REPOSITORY, "/r/a/b/c/z/y.js"));
    assertEquals("/r/lib/sub by /r/lib/.gitignore", ignored(REPOSITORY, "/r/lib/sub/a.js"));
    assertEquals("", ignored(REPOSITORY, "/r/sub/a.js"));
    assertEquals("/r/private by /r/.git/info/exclude", ignored(REPOSITORY, "/r/private/a.js"));
    assertEquals("", ignored(REPOSITORY, "/r/lib/private/a.js"));
  }

  @Test
  void whatIsInAnIgnoredFolderCannotBeTakenBack() {
    String repository = "//- /r/.git/HEAD\n//- /r/.gitignore\n/out/\n!/out/a.js\n";
    assertEquals("/r/out by /r/.gitignore", ignored(repository, "/r/out/a.js"));
  }

  @Test
  void workingTreesShareWhatTheRepositoryExcludes() {
    String tree =
        """
        //- /main/.git/info/exclude
        /mine.js
        //- /main/.git/worktrees/t/commondir
        ../..
        //- /t/.git
        gitdir: /main/.git/worktrees/t
        """;
    assertEquals("/t/mine.js by /main/.git/info/exclude", ignored(tree, "/t/mine.js"));
  }

  @Test
  void withoutARepositoryTheOutermostPackageIsOne() {
    String folders =
        "//- /.gitignore\n*\n//- /p/.gitignore\ngen\n//- /p/package.json\n//- /p/q/package.json\n";
    assertEquals("/p/q/gen by /p/.gitignore", ignored(folders, "/p/q/gen/a.js"));
    assertEquals("", ignored(folders, "/p/q/a.js"));
    assertEquals("", ignored("//- /a.js\n", "/b.js"));
  }

  /** Each star more takes many times longer. */
  @Test
  void aLineWithVeryManyStarsIsPassedOver() {
    String stars = "//- /r/.git/HEAD\n//- /r/.gitignore\n%s.js\n";
    assertEquals("/r/a.js by /r/.gitignore", ignored(stars.formatted("*".repeat(8)), "/r/a.js"));
    assertEquals("", ignored(stars.formatted("*".repeat(9)), "/r/a.js"));
  }

  private static String ignored(String files, String path) {
    return new IgnoreFiles(MemoryFiles.of(files))
        .ignored(Path.of(path), false)
        .map(ignored -> ignored.path() + " by " + ignored.by())
        .orElse("");
  }
}
