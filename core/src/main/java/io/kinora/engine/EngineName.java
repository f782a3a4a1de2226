package io.kinora.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name by which an engine is chosen, on the class itself: to look names up, no engine has to
/// load its model. The engine's card says the same name.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EngineName {
  /// For example `house`.
  String value();
}
