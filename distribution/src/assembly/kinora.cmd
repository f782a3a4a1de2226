@echo off
rem Starts Kinora from a distribution: kinora.cmd generate "a red bird" -o bird.mp4
rem   KINORA_JAVA_HOME  the Java to take before JAVA_HOME and the one on the PATH; 25 or newer
rem   KINORA_EXTRA_JARS jars of engines, with ; between them
rem   KINORA_OPTS       further options of the JVM, for example -Xmx4g
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined KINORA_JAVA_HOME set "JAVA=%KINORA_JAVA_HOME%\bin\java.exe"
set "FLAGS=--sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr"
set "FLAGS=%FLAGS% -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dorg.bytedeco.javacpp.maxBytes=0"
set "FLAGS=%FLAGS% -Djava.awt.headless=true -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
if defined KINORA_EXTRA_JARS (
  "%JAVA%" %FLAGS% %KINORA_OPTS% --enable-native-access=ALL-UNNAMED -cp "%~dp0lib\kinora-cli.jar;%KINORA_EXTRA_JARS%" io.kinora.cli.Kinora %*
) else (
  "%JAVA%" %FLAGS% %KINORA_OPTS% -jar "%~dp0lib\kinora-cli.jar" %*
)
exit /b %ERRORLEVEL%
