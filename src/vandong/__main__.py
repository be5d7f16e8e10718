from vandong.ops.command_line import main

main()
