import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rewrites {@code switch} over types in our classes of a jar into what it means: one {@code
 * instanceof} after the other. javac leaves it to the virtual machine to make a class for each such
 * switch when it is first reached, and that can't be kept in a cache (Java 25): over a hundred of
 * them took a quarter of the time to the first hover. Needs Java 24.
 *
 * <pre>java TypeSwitches.java JAR</pre>
 */
public final class TypeSwitches {
  /** As {@link java.lang.runtime.SwitchBootstraps#typeSwitch}: value, first label to try. */
  private static final MethodTypeDesc TYPE = MethodTypeDesc.of(CD_int, CD_Object, CD_int);

  private TypeSwitches() {}

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path copy = Files.createTempFile("commonjs-ls", ".jar");
    try {
      Files.write(copy, Files.readAllBytes(jar));
      try (URLClassLoader classes = new URLClassLoader(new URL[] {copy.toUri().toURL()})) {
        rewrite(jar, format(classes));
      }
    } finally {
      Files.delete(copy);
    }
  }

  /** Knows which classes extend which: what the verifier is told has to be right. */
  private static ClassFile format(ClassLoader classes) {
    return ClassFile.of(
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(classes)
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static void rewrite(Path jar, ClassFile format) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(jar);
        Stream<Path> ours = Files.walk(files.getPath("dev", "commonjs"))) {
      for (Path file : ours.filter(path -> path.toString().endsWith(".class")).toList()) {
        Files.write(file, rewritten(format, format.parse(Files.readAllBytes(file))));
      }
    }
  }

  private static byte[] rewritten(ClassFile format, ClassModel model) {
    List<List<ClassDesc>> switches = new ArrayList<>();
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    CodeTransform calls =
        (code, element) -> {
          if (element instanceof InvokeDynamicInstruction call && isTypeSwitch(call)) {
            ClassDesc self = model.thisClass().asSymbol();
            code.invokestatic(self, name(switches.size()), TYPE, isInterface);
            switches.add(call.bootstrapArgs().stream().map(ClassDesc.class::cast).toList());
          } else {
            code.with(element);
          }
        };
    ClassTransform methods =
        ClassTransform.endHandler(
            made -> {
              for (int i = 0; i < switches.size(); i++) {
                List<ClassDesc> labels = switches.get(i);
                int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
                made.withMethodBody(name(i), TYPE, flags, code -> body(code, labels));
              }
            });
    return format.transformClass(
        model, ClassTransform.transformingMethodBodies(calls).andThen(methods));
  }

  /** Labels may also be constants; such switches stay. */
  private static boolean isTypeSwitch(InvokeDynamicInstruction call) {
    return call.name().equalsString("typeSwitch")
        && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
  }

  private static String name(int number) {
    return "typeSwitch$" + number;
  }

  /**
   * −1 for null, else the number of the first label from the given one that fits, else how many
   * there are.
   */
  private static void body(CodeBuilder code, List<ClassDesc> labels) {
    code.aload(0).ifThen(Opcode.IFNULL, isNull -> isNull.iconst_m1().ireturn());
    for (int i = 0; i < labels.size(); i++) {
      int label = i;
      code.block(
          block ->
              block
                  .iload(1)
                  .loadConstant(label)
                  .if_icmpgt(block.breakLabel())
                  .aload(0)
                  .instanceOf(labels.get(label))
                  .ifeq(block.breakLabel())
                  .loadConstant(label)
                  .ireturn());
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
