@echo off
rem Starts the CommonJS language server, with its own runtime where it has one, else with the first suitable Java it finds.
rem
rem   COMMONJS_JAVA_HOME   the Java to use, and no other
rem   COMMONJS_JAVA_OPTS   further options for the Java virtual machine
setlocal EnableExtensions DisableDelayedExpansion
set "minimum=21"
set "best=0"
set "java_home_found="
set "failed="
set "cache=-Xshare:auto"
for %%i in ("%~dp0..") do set "root=%%~fi"
rem An installation has lib\ beside bin\; a source checkout has built one in target\.
if not exist "%root%\lib\commonjs-ls.jar" set "root=%root%\target\commonjs-ls"
if not exist "%root%\lib\commonjs-ls.jar" (
  >&2 echo commonjs-ls: not built yet. Build first: mvn -DskipTests package
  exit /b 2
)
if not defined COMMONJS_JAVA_HOME if exist "%root%\runtime\bin\java.exe" goto :own

if defined COMMONJS_JAVA_HOME (
  call :consider "%COMMONJS_JAVA_HOME%"
  call :explicit
  goto :chosen
)
if defined JAVA_HOME call :consider "%JAVA_HOME%"
call :enough && goto :chosen
for %%j in (java.exe) do if not "%%~$PATH:j"=="" for %%h in ("%%~dp$PATH:j..") do call :consider "%%~fh"
call :enough && goto :chosen
for %%p in (
  "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft"
  "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft"
  "%ProgramFiles%\Semeru" "%ProgramFiles%\SapMachine\JDK" "%ProgramFiles%\OpenJDK"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%LOCALAPPDATA%\Programs\Microsoft"
  "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java"
) do if exist "%%~p\" for /d %%h in ("%%~p\*") do call :consider "%%~fh"
if exist "%USERPROFILE%\scoop\apps\" for /d %%h in ("%USERPROFILE%\scoop\apps\*jdk*") do call :consider "%%~fh\current"

:chosen
if "%failed%"=="1" exit /b 2
if "%best%"=="0" (
  >&2 echo commonjs-ls: needs Java %minimum% or newer, and found no Java. Install one ^(https://adoptium.net^), or set COMMONJS_JAVA_HOME to its folder.
  exit /b 2
)
if %best% LSS %minimum% (
  >&2 echo commonjs-ls: needs Java %minimum% or newer, and found only Java %best% in "%java_home_found%". Install a newer one ^(https://adoptium.net^), or set COMMONJS_JAVA_HOME to its folder.
  exit /b 2
)

:start
"%java_home_found%\bin\java.exe" "@%root%\lib\jvm.options" "%cache%" %COMMONJS_JAVA_OPTS% -jar "%root%\lib\commonjs-ls.jar" %*
exit /b %ERRORLEVEL%

rem :own - the runtime beside this folder, and the cache of what it loads at every start.
:own
set "java_home_found=%root%\runtime"
if exist "%root%\lib\commonjs-ls.aot" set "cache=-XX:AOTCache=%root%\lib\commonjs-ls.aot"
if exist "%root%\lib\commonjs-ls.jsa" set "cache=-XX:SharedArchiveFile=%root%\lib\commonjs-ls.jsa"
goto :start

rem :consider HOME - remembers the newest Java seen.
:consider
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b /c:"JAVA_VERSION=" "%~1\release"`) do set "version=%%~v"
if not defined version exit /b 0
for /f "tokens=1,2 delims=.-+_" %%a in ("%version%") do (
  if "%%a"=="1" (set "major=%%b") else (set "major=%%a")
)
if %major% GTR %best% (
  set "best=%major%"
  set "java_home_found=%~1"
)
exit /b 0

rem :enough - succeeds when the Java found so far will do.
:enough
if %best% GEQ %minimum% exit /b 0
exit /b 1

rem :explicit - complains about a COMMONJS_JAVA_HOME that will not do.
:explicit
if %best% GEQ %minimum% exit /b 0
set "failed=1"
if "%best%"=="0" (
  >&2 echo commonjs-ls: COMMONJS_JAVA_HOME is "%COMMONJS_JAVA_HOME%", but there is no Java in it. Set it to the folder of a Java %minimum% or newer, or unset it.
  exit /b 0
)
>&2 echo commonjs-ls: COMMONJS_JAVA_HOME is "%COMMONJS_JAVA_HOME%", which is Java %best%, but Java %minimum% or newer is needed. Set it to a newer one, or unset it.
exit /b 0
