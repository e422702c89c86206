package dev.interleave.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The compiled classes under one package, as uses between them.
 *
 * @param packages every package that holds a class
 * @param uses every use, by whichever way the bytecode or a signature names a class
 */
record CodeBase(Set<String> packages, List<Use> uses) {
  /** Reads the main classes, or the test classes, below a package. */
  static CodeBase read(String packageName, ImportOption which) {
    JavaClasses classes =
        new ClassFileImporter().withImportOption(which).importPackages(packageName);
    Set<String> packages = new TreeSet<>();
    classes.forEach(type -> packages.add(type.getPackageName()));
    List<Use> uses =
        classes.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(CodeBase::use)
            .filter(use -> !use.toPackage().isEmpty())
            .distinct()
            .toList();
    return new CodeBase(packages, uses);
  }

  private static Use use(Dependency dependency) {
    JavaClass from = dependency.getOriginClass();
    JavaClass to = dependency.getTargetClass().getBaseComponentType();
    return new Use(from.getPackageName(), from.getName(), to.getPackageName(), to.getName());
  }
}
